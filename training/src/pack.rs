//! Puts the parts of the model together.

use std::path::Path;

use coterie::model::network::Tensors;
use coterie::model::{Gazetteer, LinearTagger, Model, Network};
use safetensors::{Dtype, SafeTensors};

use crate::export;

struct Trained<'a>(SafeTensors<'a>);

impl Tensors for Trained<'_> {
    fn values(&self, name: &str) -> Option<Vec<f32>> {
        let tensor = self.0.tensor(name).ok().filter(|tensor| tensor.dtype() == Dtype::F32)?;
        let (values, _) = tensor.data().as_chunks::<4>();
        Some(values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }
}

/// The model of a linear tagger, a list of words with their vectors' rows, and a network's tensors.
pub(crate) fn pack(
    gazetteer: Gazetteer,
    linear: &Path,
    vocabulary: &Path,
    tensors: &Path,
) -> Result<Model, String> {
    let read = |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let linear = LinearTagger::from_bytes(&read(linear)?).map_err(|error| error.to_string())?;
    let tensors_of = read(tensors)?;
    let trained = SafeTensors::deserialize(&tensors_of).map_err(|e| format!("{}: {e}", tensors.display()))?;
    let network = Network::from_tensors(&Trained(trained), export::vocabulary(vocabulary)?);
    Ok(Model { gazetteer, linear, network: network.map_err(|error| error.to_string())? })
}
