//! Says in words what is missing before the build of torch-sys fails on a header.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-env-changed=LIBTORCH");
    println!("cargo::rerun-if-env-changed=LIBTORCH_USE_PYTORCH");
    println!("cargo::rerun-if-env-changed=LIBTORCH_INCLUDE");
    let elsewhere = ["LIBTORCH_USE_PYTORCH", "LIBTORCH_INCLUDE", "CARGO_FEATURE_DOC_ONLY"];
    if elsewhere.iter().any(|name| std::env::var_os(name).is_some()) {
        return;
    }
    let Some(folder) = std::env::var_os("LIBTORCH") else { return };
    let header = Path::new(&folder).join("include/torch/csrc/api/include/torch/torch.h");
    println!("cargo::rerun-if-changed={}", header.display());
    if !header.is_file() {
        println!(
            "cargo::error=there is no libtorch in {}: run ./scripts/get-libtorch.sh, or set LIBTORCH \
             to the folder of one (2.13.0)",
            Path::new(&folder).display()
        );
    }
}
