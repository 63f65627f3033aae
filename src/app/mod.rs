//! What the page is: `Model`, `Message`, `update`, `Effect`. Pure and tested natively.
