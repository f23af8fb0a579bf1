namespace Coc.Cases.Domain;

internal abstract partial record CaseEvent
{
    /// <summary>Whose turn to watch ends hands on what is open here (R11); what there is to know is in a note of the panel.</summary>
    /// <param name="Until">until the next one takes it, and if nobody said so, until the turn is over</param>
    public sealed record HandedOn(Guid Note, Guid To, DateTimeOffset Until, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The next one has it.</summary>
    /// <param name="Acknowledged">false: it passed with the turn</param>
    public sealed record TakenOn(Guid Note, Guid Seat, bool Acknowledged, DateTimeOffset At) : CaseEvent;
}
