//! Weight files: format, loader, kernels.
