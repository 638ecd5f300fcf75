"""One-time links for the units an actor manages, and the first task: 核对本单位信息."""
