using System.Text;
using System.Text.Json;
using Coc.EventFormat;

namespace Coc.Sanctions.Domain;

/// <summary>
/// What a body can keep of an offer to show later who told it what (R55, R58): the facts in one line, with the hash by which the decision is chained in the issuer's record, and a signature over exactly that line. Neither
/// account nor category is in it.
/// </summary>
/// <param name="Text">RFC 8785</param>
/// <param name="Key">which of the registry's keys signed: the first 16 bytes of SHA-256 over its SubjectPublicKeyInfo, hex</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over the UTF-8 of the text, DER, base64</param>
internal sealed record OfferDigest(string Text, string Key, string Signature)
{
    /// <param name="decision">the chain hash of the recorded decision, lower-case hex</param>
    public static string TextOf(NoticeEvent.NoticeOffered offered, string? decision) => Encoding.UTF8.GetString(CanonicalJson.Of(JsonSerializer.SerializeToElement(new
    {
        notice = offered.Notice, receiver = offered.Receiver, sanction = offered.Sanction, issuer = offered.Issuer, person = offered.Person, type = offered.Type, from = Instant(offered.Term.From),
        until = offered.Term.Until is { } until ? Instant(until) : null, because = offered.Because, answerBy = Instant(offered.AnswerBy), decision,
    })));

    private static string Instant(DateTimeOffset at) => EventFormat.Chain.ChainHash.Instant(at);
}
