// The other tools' answers to texts: a JSON array of texts in, {tool: [{fixed, places}]} out, places in code points.
// Settings: each tool's own that suit official Chinese best, found by trying them over the pairs.
import { createRequire } from "node:module"
import { json } from "node:stream/consumers"

const require = createRequire(import.meta.url)
const autocorrect = require("autocorrect-node")
const { run } = await import("zhlint")
const { TextlintKernel } = require("@textlint/kernel")

// No blanks between Chinese and anything else.
autocorrect.loadConfig(
  JSON.stringify({
    rules: {
      "space-word": 0,
      "space-punctuation": 0,
      "space-bracket": 0,
      "space-backticks": 0,
      "space-dash": 0,
      "space-dollar": 0,
      fullwidth: 1,
      "no-space-fullwidth": 1,
      "no-space-fullwidth-quote": 1,
      "halfwidth-word": 1,
      "halfwidth-punctuation": 1,
      spellcheck: 0,
    },
  }),
)

// Brackets full width, no blanks put in, 8～12 left alone; its Markdown reading, without which it doubles characters.
const zhlintRules = {
  preset: "default",
  halfwidthPunctuation: "",
  fullwidthPunctuation: "，。：；？！“”‘’（）",
  adjustedFullwidthPunctuation: "",
  unifiedPunctuation: { "“": ["「"], "”": ["」"], "‘": ["『"], "’": ["』"], "…": ["⋯"], "·": ["•", "‧", "・"] },
  spaceBetweenMixedwidthContent: undefined,
  spaceAfterHalfwidthPauseOrStop: undefined,
  spaceOutsideHalfwidthQuotation: false,
  spaceOutsideHalfwidthBracket: false,
}

// The rules for Chinese that the registry has, and those of other languages that suit it.
const textlintRules = {
  "zh-half-and-full-width-bracket": { bracket: "fullWidth" },
  "@textlint-rule/no-unmatched-pair": true,
  "no-zero-width-spaces": true,
  "@textlint-rule/no-invalid-control-character": true,
  "no-mixed-zenkaku-and-hankaku-alphabet": { prefer: "半角" },
  "ja-no-space-between-full-width": true,
  "ja-space-between-half-and-full-width": { space: "never", exceptPunctuation: true },
  "ja-no-space-around-parentheses": true,
}

const quiet = { log() {}, warn() {}, error() {}, info() {}, debug() {} }
const kernel = new TextlintKernel()
const kernelOptions = {
  ext: ".txt",
  filePath: "text.txt",
  plugins: [{ pluginId: "text", plugin: require("@textlint/textlint-plugin-text").default }],
  rules: Object.entries(textlintRules).map(([ruleId, options]) => ({ ruleId, rule: ruleOf(ruleId), options })),
}

function ruleOf(name) {
  const scoped = name.startsWith("@") ? name.replace("/", "/textlint-rule-") : `textlint-rule-${name}`
  const loaded = require(scoped)
  return loaded.default ?? loaded
}

function withAutocorrect(line) {
  return { fixed: autocorrect.formatFor(line, "text.txt"), places: [] }
}

function withZhlint(line) {
  const { result, validations } = run(line, { rules: zhlintRules, logger: quiet })
  return { fixed: result, places: validations.map(({ index, length }) => [index, index + length]) }
}

async function withTextlint(line) {
  const { output } = await kernel.fixText(line, kernelOptions)
  const { messages } = await kernel.lintText(line, kernelOptions)
  return { fixed: output, places: messages.map(({ range }) => range) }
}

// A line at a time without its indent: blanks that a bulletin must have are no matter of theirs.
async function answer(tool, text) {
  const fixed = []
  const places = []
  let start = 0
  for (const line of text.split("\n")) {
    const indent = line.match(/^\s*/u)[0]
    const body = line.slice(indent.length)
    const told = body ? await tool(body) : { fixed: "", places: [] }
    fixed.push(indent + told.fixed)
    places.push(...told.places.map((place) => place.map((offset) => start + indent.length + offset)))
    start += line.length + 1
  }
  const codePoints = (offset) => [...text.slice(0, offset)].length
  return { fixed: fixed.join("\n"), places: places.map((place) => place.map(codePoints)) }
}

const texts = await json(process.stdin)
const answers = {}
for (const [name, tool] of Object.entries({ AutoCorrect: withAutocorrect, zhlint: withZhlint, textlint: withTextlint })) {
  answers[name] = []
  for (const text of texts) answers[name].push(await answer(tool, text))
}
process.stdout.write(JSON.stringify(answers))
