//! Dealing files to workers: a queue, who is busy with what, what became of each.
