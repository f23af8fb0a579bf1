using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    public sealed record OpenByCommittee(Guid Seat, DateTimeOffset At, Guid Case, HandlingBody Handling, string Risk, string Summary) : CaseCommand(Seat, At);

    public sealed record AddSubject(
        Guid Seat, DateTimeOffset At, Guid Person, string CodeName, IReadOnlyList<string> Accounts, string? Name, string? Description) : CaseCommand(Seat, At);
}
