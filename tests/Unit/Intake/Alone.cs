namespace Coc.Unit.Intake;

/// <summary>What measures the memory of the whole process runs while nothing else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
