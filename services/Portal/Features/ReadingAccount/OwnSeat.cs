using Coc.Portal.Talking;

namespace Coc.Portal.Features.ReadingAccount;

/// <summary>One of my seats, and what cases are matched against beside what stands in it.</summary>
/// <param name="KnownAs">null where it could not be read</param>
public sealed record OwnSeat(MySeat Seat, string BodyName, KnownAs? KnownAs = null);

/// <summary>Former names, accounts and employers.</summary>
public sealed record KnownAs(IReadOnlyList<string>? Names = null, IReadOnlyList<string>? Accounts = null, IReadOnlyList<string>? Employers = null)
{
    public IEnumerable<(string Kind, string Value)> All =>
        [.. (Names ?? []).Select(v => ("names", v)), .. (Accounts ?? []).Select(v => ("accounts", v)), .. (Employers ?? []).Select(v => ("employers", v))];
}
