namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/reports/{report}/affected-knowledge</c> (Cases asks before an accused person is told, and before an affected person gets a code, P4).</summary>
/// <param name="Unaware">somebody it happened to is not known to know of the report</param>
public sealed record AffectedKnowledge(Guid Report, bool Unaware, IReadOnlyList<AffectedPerson>? People = null);

/// <summary>A person it happened to, without a name.</summary>
/// <param name="Id">of the person in this report, and of the page they get</param>
/// <param name="Self">the reporter, who has a private code already</param>
/// <param name="MayBeContacted">yes, no, askMe, unknown, as the reporter says</param>
/// <param name="Minor">yes, no, unknown, as the reporter says</param>
public sealed record AffectedPerson(Guid Id, bool Self, string? MayBeContacted, string? Minor = null);

/// <summary><c>POST /internal/affected</c> (Cases asks when an affected person is to have a code of their own, P4): the page of one person, and a one-time code for it; repeated, the same answer.</summary>
/// <param name="Affected">the person's id</param>
/// <param name="Report">the report that names them</param>
/// <param name="Body">slug of the body that has the case</param>
/// <param name="State">of the case, as the page is to show it</param>
/// <param name="Number">which code of the page it is: with a later one the earlier ones open nothing any more</param>
public sealed record AffectedPageRequest(
    Guid Affected, Guid Report, Guid Case, string Body, string State, DateTimeOffset AcknowledgeDue, DateTimeOffset? AcknowledgedAt, Guid Seat, int Number);

/// <summary>The code to hand on.</summary>
/// <param name="Code">null when the person uses their own already</param>
public sealed record AffectedPageAnswer(string? Code);
