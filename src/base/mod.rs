//! What every room stands on: ids and spans, what is said when something goes wrong or asked of a person, one way to
//! sort.

pub mod diagnostic;
pub mod ids;
pub mod order;
pub mod question;
