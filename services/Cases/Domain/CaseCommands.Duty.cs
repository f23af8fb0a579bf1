using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="Turns">whose turn it is to watch, and whose it will be</param>
    public sealed record HandOn(Guid Seat, DateTimeOffset At, Guid Note, string Text, IReadOnlyList<WatchTurn> Turns) : CaseCommand(Seat, At);

    public sealed record TakeOn(Guid Seat, DateTimeOffset At) : CaseCommand(Seat, At);

    public sealed record PassTurn(DateTimeOffset At) : CaseCommand(Guid.Empty, At);
}
