using System.Text;
using Coc.EventMaintenance.Attesting;
using Coc.Platform.Configuration;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions;

/// <summary>Signs offers with the key this service signs its heads with; whoever verifies those can verify these.</summary>
internal sealed class OfferSigner(ServiceSettings settings)
{
    /// <param name="decision">the chain hash of the recorded decision</param>
    /// <returns>the offer with its digest; as it is where nothing is signed, which production refuses</returns>
    public NoticeEvent.NoticeOffered Signed(NoticeEvent.NoticeOffered offered, string? decision)
    {
        if (settings.SigningKey.Length == 0)
        {
            return offered;
        }

        using var key = SigningKey.FromFile(settings.SigningKey); // as heads do: it may have been changed
        var text = OfferDigest.TextOf(offered, decision);
        return offered with { Digest = new OfferDigest(text, key.Fingerprint, key.Sign(Encoding.UTF8.GetBytes(text))) };
    }
}
