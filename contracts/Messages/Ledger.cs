namespace Coc.Contracts.Ledger;

/// <summary>A service signed where its log has come to; the Ledger countersigns and keeps it. Hashes and counts only. Its origin's hash is the head's.</summary>
/// <param name="Service">lower-case name</param>
/// <param name="Number">1 is the first head of a service</param>
/// <param name="Sequence">the head speaks of all events up to this sequence number</param>
/// <param name="Events">how many they are</param>
/// <param name="Streams">in how many streams</param>
/// <param name="Root">tree hash over the streams' heads, lower-case hex</param>
/// <param name="SignedAt">system instant, to the microsecond</param>
/// <param name="PreviousHead">hash of the head before, zeros for the first</param>
/// <param name="Key">fingerprint of the key that signed</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, DER, base64</param>
public sealed record HeadPublished(
    Origin Origin, string Service, long Number, long Sequence, long Events, long Streams, string Root, DateTimeOffset SignedAt, string PreviousHead, string Key, string Signature)
    : IIntegrationMessage;
