using System.Text.RegularExpressions;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions.Features.TakingEmergencyMeasures;

/// <summary>Body of <c>POST /api/bodies/{slug}/emergency</c>.</summary>
/// <param name="Until">mandatory: an emergency measure always ends</param>
/// <param name="AlreadyDone">carried out before it was recorded</param>
/// <param name="At">when it was done; now when left out</param>
/// <param name="Forwarding">a report this seat brought about the same; its case then holds the measure</param>
internal sealed partial record EmergencyRequest(
    string? Account, string? Space, string? Kind, DateTimeOffset? Until, string? WhatHappened, bool? AlreadyDone, DateTimeOffset? At, Guid? Forwarding)
{
    private const int LongestAccount = 200;
    private const int LongestText = 10_000;
    private const int MostDays = 30;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Most = TimeSpan.FromHours(72);

    public bool AtAnEvent => Space is not null && OrderPlan.IsEvent(Space);

    /// <summary>The event's slug, for a space that is one.</summary>
    public string? Event => AtAnEvent ? Space![(Space!.IndexOf(':', StringComparison.Ordinal) + 1)..] : null;

    public DateTimeOffset TakenAt(DateTimeOffset now) => At is { } at && at < now ? at.ToUniversalTime() : now;

    /// <param name="spaceIsTheirs">the body has this space, or holds this event</param>
    public void Check(DateTimeOffset now, bool spaceIsTheirs)
    {
        new Check()
            .Account(Account, "account").Optional(Account, "account", LongestAccount)
            .That(Space is not null && SpaceName().IsMatch(Space) && spaceIsTheirs, "space", "is not a space of this body")
            .OneOf(Kind, "kind", "mute", "removeContent", "removeAccount", "escortOut", "noContact")
            .That(Until is not null, "until", "must not be empty")
            .That(Until is not { } until || until > now, "until", "must be in the future")
            .Text(WhatHappened, "whatHappened", LongestText)
            .That(AlreadyDone is not null, "alreadyDone", "must be true or false")
            .That(At is not { } at || (at <= now + Skew && at >= now.AddDays(-MostDays)), "at", $"must lie within the last {MostDays} days")
            .Throw();
        if (Until > TakenAt(now) + Most)
        {
            throw new ProblemException(Problems.Refused("measureTooLong", "P9", $"An emergency measure holds for at most {Most.TotalHours:0} hours; its review may prolong it."));
        }
    }

    // The same shape as in reports, because it is filed as one.
    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}:[A-Za-z0-9][A-Za-z0-9._/@#+-]{0,166}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SpaceName();
}
