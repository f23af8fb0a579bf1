namespace Coc.Contracts.Intake;

/// <summary>A report was stored. Sanctions identifies its subjects, Liaison waits for that and routes it.</summary>
/// <param name="Urgency">normal or urgent (safety concern, ongoing threat, minor: P1, P10)</param>
/// <param name="Projects">slugs named; empty when none</param>
/// <param name="Event">event slug</param>
/// <param name="Subjects">how many subjects it names</param>
/// <param name="AddressTo">body the reporter addressed, if any</param>
/// <param name="Kind">report, retaliation, complaint (about handling: P21)</param>
/// <param name="FollowsUp">the reporter's earlier report it comes from</param>
/// <param name="AboutBody">of a complaint: slug of the body that had the report; null when nobody had it yet</param>
public sealed record ReportReceived(
    Origin Origin, Guid Report, Guid Incident, DateTimeOffset ReceivedAt, string Kind, string Channel, string Urgency, IReadOnlyList<string> Projects, string? Event,
    int Subjects, bool TouchesOtherCommunities, string? AddressTo, Guid? FollowsUp = null, string? AboutBody = null) : IIntegrationMessage;

/// <summary>The reporter wrote again, added something, or asked something of the committee. The text is pulled over the service channel.</summary>
/// <param name="Entry">id of the thread entry</param>
/// <param name="Kind">message, evidence, exclusion, withdrawal, appeal, checkIn, consent, mediation, comment, dataRequest, entered (an affected person came to their page, or a reporter made the code that was handed to them their own); never complaint: those complained about do not hear of it (P21)</param>
/// <param name="Outcome">of a check-in: fine, other, ratherNot; of mediation: yes, no, stop; of a request about data: copy, correction, erasure, restriction</param>
/// <param name="About">the mediation an answer is for; null: a wish for one. The question a comment is about. Of a message or a file: the appeal it is about, to nobody but who decides that</param>
/// <param name="SaidAt">of what is said once more to another case: when it was said first</param>
/// <param name="Also">reports that followed from it and that an exclusion holds for too</param>
public sealed record ReporterWrote(Origin Origin, Guid Report, Guid Entry, string Kind, string? Outcome = null, IReadOnlyList<Guid>? Also = null, Guid? About = null, DateTimeOffset? SaidAt = null)
    : IIntegrationMessage;

/// <summary>A reporter complained or told of retaliation, an accused person complained, or a committee split a letter: Intake makes a report of its own of it, which others may read (P21).</summary>
/// <param name="Report">what it follows from: a report, or a room</param>
/// <param name="FollowUp">id the new report will have</param>
/// <param name="Kind">complaint, retaliation, part</param>
public sealed record FollowUpAsked(Origin Origin, Guid Report, Guid FollowUp, string Kind, bool FromRoom = false) : IIntegrationMessage;
