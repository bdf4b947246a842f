//! With the feature `rust-bert`, tells the program where libtorch lies, which spares its users
//! `LD_LIBRARY_PATH`. Without the feature, does nothing.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Said by torch-sys, which we depend on directly for that reason alone.
    if let Ok(folder) = std::env::var("DEP_TCH_LIBTORCH_LIB") {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{folder}");
    }
}
