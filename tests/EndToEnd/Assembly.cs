// One system for all tests: they take turns, so that an outage made by one is not another's surprise.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly, DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Coc.EndToEnd.Running.RunningSystem))]
[assembly: AssemblyFixture(typeof(Coc.EndToEnd.Looking.Browsers))]
