"""Items from departments become one issue: in order, with masthead and foot, and with what speaks against them."""
