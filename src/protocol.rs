//! Every message between the page and its workers.
