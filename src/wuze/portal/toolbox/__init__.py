"""工具箱: drop a file, get a file. What ``wuze split``, ``score`` and the others do, for whoever has only a browser."""
