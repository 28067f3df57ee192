"""Speed and memory of quizapp beside its anchors, side by side in one run; see README.md."""
