using Coc.Portal.Features.SeeingWhatWaits;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.FindingCases;

/// <summary>A page of cases, and what stands around it.</summary>
/// <param name="Bodies">those whose cases the visitor works on</param>
/// <param name="Late">ids of those whose nearest date is past, by the clock of the system</param>
/// <param name="Found">what was searched for; null: it is the list</param>
public sealed record CaseList(
    Me Me, IReadOnlyList<KnownBody> Bodies, CaseFilter Filter, IReadOnlyList<WaitingCase> Items, IReadOnlyCollection<Guid> Late, string? Next, SearchedFor? Found)
{
    public KnownBody Body => Bodies.First(b => b.Slug == Filter.Body);

    /// <summary>Who works on it: mine, somebody by name, a seat whose name is not public, nobody.</summary>
    public Guid? HeldByOther(WaitingCase of) => of.Assignee is { } seat && !Me.Holds(seat) ? seat : null;

    public bool IsMine(WaitingCase of) => of.Assignee is { } seat && Me.Holds(seat);
}

/// <summary>Part of a code name or an id; an account. Held by the form it came in, never by an address.</summary>
public sealed record SearchedFor(string? Q, string? Account);
