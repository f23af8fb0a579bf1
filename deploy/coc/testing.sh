# test, bench.

command_test() { die "The tests come with the services."; }
command_bench() { die "The benchmarks come with the services."; }
