"""The one kind of error that is the user's to mend, and what the system says in Chinese."""

import errno


class BulletinError(Exception):
    """Something the program can't do its work with: a bad option, config, path or file.

    The message is one Chinese sentence that says what is wrong and where; the command line prints it and exits with 2.
    """


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "不存在",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "正被占用",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """Why the system refused to read or write."""
    return _REASONS.get(error.errno or 0) or f"系统错误{error.errno}"
