namespace Coc.Contracts.Channel;

/// <summary>A piece of evidence as handlers see it: what is known of it, not what is in it.</summary>
/// <param name="Report">the report it came with; null when a seat brought it to the case, or an accused person sent it</param>
/// <param name="State">kept, quarantined (P10: nobody opens it), erased</param>
/// <param name="Size">of the original, in bytes; null, like all that follows it, when erased</param>
/// <param name="Sha256">of the original, lower-case hex (R8)</param>
/// <param name="Type">what the content looks like</param>
/// <param name="Declared">the type the sender's machine named</param>
/// <param name="Mismatch">name or declared type promise something else than the content shows; handed out without a type</param>
/// <param name="Source">where it was found, as stated</param>
/// <param name="CapturedAt">when it was copied from there, as stated</param>
/// <param name="Strippable">a copy without metadata can be had</param>
/// <param name="Releasing">seats that would end the quarantine; two are needed</param>
/// <param name="Room">the room it was sent from</param>
public sealed record StatedEvidence(
    Guid Id, Guid? Report, DateTimeOffset At, string State, string? Name, long? Size, string? Sha256, string? Type, string? Declared, bool Mismatch, string? Source,
    DateTimeOffset? CapturedAt, bool Strippable, IReadOnlyList<Guid> Releasing, Guid? Room = null);

/// <summary><c>POST /internal/evidence/of-case</c> (Cases asks, after its own wall): everything a case may know of, by its reports and by what its seats brought.</summary>
/// <param name="Rooms">of its accused people</param>
/// <param name="Appeal">that it decides: what was sent about another one is not there for it (P15)</param>
public sealed record EvidenceOfCase(Guid Case, Guid Seat, IReadOnlyList<Guid> Reports, IReadOnlyList<Guid> Brought, IReadOnlyList<Guid>? Rooms = null, Guid? Appeal = null);

/// <summary>Answer to it, oldest first.</summary>
public sealed record EvidenceList(IReadOnlyList<StatedEvidence> Items);

/// <summary>
/// <c>POST /internal/evidence/{evidence}</c>, <c>/original</c>, <c>/stripped</c>, <c>/quarantine</c>, <c>/release</c> (Cases asks, after its own wall): which seat asks
/// for which case. 404 unless the piece came with one of the reports or rooms or is the case's own. Intake logs the read.
/// </summary>
/// <param name="Brought">the case knows the piece as one its seats brought</param>
/// <param name="Rooms">of its accused people</param>
/// <param name="Appeal">that the case decides</param>
public sealed record EvidenceQuestion(Guid Case, Guid Seat, IReadOnlyList<Guid> Reports, bool Brought, IReadOnlyList<Guid>? Rooms = null, Guid? Appeal = null);

/// <summary>A piece with what the file tells of itself.</summary>
/// <param name="MetadataComplete">false: there is more than is shown, or some of it could not be read</param>
/// <param name="Stripping">available, notForThisType, malformed</param>
public sealed record EvidenceDetail(StatedEvidence Evidence, IReadOnlyList<MetadataGroup> Metadata, bool MetadataComplete, string Stripping);

/// <summary>Metadata of one kind: EXIF, GPS, XMP, IPTC, …</summary>
public sealed record MetadataGroup(string Group, IReadOnlyList<MetadataEntry> Entries);

/// <summary>One entry, at most 500 characters, without signs that cannot be seen.</summary>
public sealed record MetadataEntry(string Name, string Value);

/// <summary><c>POST /internal/evidence?case=&amp;seat=</c> (Cases hands on the multipart body of a seat's upload as it comes): it is kept, until Cases is asked and does not know it.</summary>
/// <param name="Fingerprint">stands for the body where the same request is to be recognised, hex</param>
public sealed record EvidenceKept(Guid Evidence, string Fingerprint);

/// <summary><c>GET /internal/cases/{case}/evidence/{evidence}</c> (Intake asks about a piece that was brought some time ago): whether the case took it.</summary>
public sealed record EvidenceHeld(bool Held);
