//! stub
use std::io::Write;
use std::path::Path;
/// e
pub type OutputError = std::io::Error;
/// s
pub struct Sink(Box<dyn Write>);
impl Sink {
    /// c
    pub fn create(p: &Path) -> Result<Self, OutputError> {
        Ok(Self(if p == Path::new("-") {
            Box::new(std::io::stdout())
        } else {
            Box::new(std::fs::File::create(p)?)
        }))
    }
    /// w
    pub fn write_line(&mut self, l: &str) -> Result<(), OutputError> {
        self.0.write_all(l.as_bytes())?;
        self.0.write_all(b"\n")
    }
    /// f
    pub fn finish(self) -> Result<(), OutputError> {
        Ok(())
    }
}
