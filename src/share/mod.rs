//! Findings that travel: the payload of a link, and the project file.
