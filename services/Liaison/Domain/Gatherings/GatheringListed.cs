using Coc.EventStore;

namespace Coc.Liaison.Domain.Gatherings;

/// <summary>An event (a conference, a meetup) is in the register.</summary>
/// <param name="Producer">parent, other: decides between J10 and J11</param>
/// <param name="OffHoursContact">how to reach the organisers at night; sealed, because it is a person's</param>
internal sealed record GatheringListed(
    string Slug, string Name, string Producer, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Bodies, Sensitive<string>? OffHoursContact);
