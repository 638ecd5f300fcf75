#!/bin/sh
# 五责 @VERSION@
here=$(cd "$(dirname "$0")" && pwd)
for python in "$here/python/bin/python3" python3.13 python3.12 python3.11 python3; do
  if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    exec "$python" "$here/start.py" "$@"
  fi
done
echo "没有找到 Python 3.11 到 3.13。装一个，或把可以搬动的 Python 放进 $here/python 。"
exit 1
