using System.Text.Json.Serialization;

namespace Coc.Intake.Domain;

/// <summary>Everything the reporter wrote about the matter and themselves; stored under the key <c>reporter:{report}</c>.</summary>
internal sealed record FiledText(
    string Description, string? CodeSection, string? WhatWouldHelp, string? Language, string? AccessNeeds, string? About, IReadOnlyList<string> Spaces,
    IReadOnlyList<string> OtherCommunities, Occurred? Occurred, Consent? Consent, Reporter Reporter, IReadOnlyList<Exclusion> Exclude, string? RelatesTo, string? Ground = null);

/// <summary>When it happened.</summary>
internal sealed record Occurred(DateTimeOffset? From, DateTimeOffset? To, bool Ongoing);

/// <summary>Who may get the content, as far as the reporter is asked (P16): yes, no, askMe.</summary>
internal sealed record Consent(string? Foundation, string? Parent, string? Counsel, string? EventStaff, string? Project = null);

/// <summary>Who reports. Named by kind <c>named</c> only; for <c>anonymous</c> and <c>holder</c> the identity stays here.</summary>
internal sealed record Reporter(string Kind, string? Name, string? Contact, string? Holder, bool MayWrite)
{
    /// <summary>Only one person whom the reporter named knows who they are.</summary>
    public const string Held = "holder";

    /// <summary>Handlers may learn the name.</summary>
    [JsonIgnore]
    public bool IsNamed => Kind == "named";
}

/// <summary>Somebody who must never read this report (P11), by whatever the reporter knows of them.</summary>
internal sealed record Exclusion(Guid? Seat, string? Name, string? Account, string? Employer);

/// <summary>A person the report is about, as stated; stored under <c>accused:{index}</c>.</summary>
internal sealed record Subject(IReadOnlyList<string> Accounts, string? Name, string? Description);

/// <summary>A person it happened to, as stated; stored under <c>affected:{index}</c>.</summary>
/// <param name="MayBeNamed">they agree that seats which are asked about conflicts read their name, after they answered (P1)</param>
internal sealed record Affected(
    bool Self, string? Name, IReadOnlyList<string> Accounts, string? Contact, string? KnowsOfReport, string? Minor, string? MayBeContacted, string? MayBeNamed = null);
