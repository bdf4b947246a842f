#!/bin/sh
# In front of rustc: has the fuzzer watch the library of the program, as cargo-fuzz has it watch everything.
rustc=$1
shift
case " $* " in
    *" --crate-name wiredesk "*)
        set -- "$@" --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
            -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
            -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0 \
            -Cllvm-args=-sanitizer-coverage-stack-depth
        ;;
esac
exec "$rustc" "$@"
