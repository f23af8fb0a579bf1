namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    public sealed record PassClock(DateTimeOffset At) : CaseCommand(Guid.Empty, At);
}
