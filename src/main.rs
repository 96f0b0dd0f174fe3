//! The command line of jushi: arguments to plan to exit code. Everything it does is in the library's `cli` room.

use std::process::ExitCode;

fn main() -> ExitCode {
    jushi::cli::main()
}
