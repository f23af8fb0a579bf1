using Coc.Cases.Features.ReadingEvidence;
using Coc.Contracts.Channel;

namespace Coc.Cases.Features.ConsultingCounsel;

/// <summary>
/// <c>GET …/{of}/evidence/{evidence}</c>, <c>/original</c> and <c>/stripped</c>: pieces that were given to somebody who is none of the panel, counsel or a person from outside.
/// </summary>
internal static class GivenPieces
{
    /// <param name="of">what they were given with: a question, an engagement</param>
    /// <param name="open">what this reader may see of the piece; throws 404</param>
    public static void MapGivenPieces(this RouteGroupBuilder group, string of, Func<HttpContext, Guid, Guid, Task<CounselsReading>> open)
    {
        var path = $"{{{of}:guid}}/evidence/{{evidence:guid}}";
        group.MapGet(path, async (HttpContext context, Guid evidence, EvidenceDoor door) => await door.AskAsync(context, await open(context, GivenWith(context), evidence), evidence)).Produces<EvidenceDetail>();
        foreach (var copy in new[] { "original", "stripped" })
        {
            group.MapGet($"{path}/{copy}", async (HttpContext context, Guid evidence, EvidenceDoor door) => await door.GiveAsync(context, await open(context, GivenWith(context), evidence), evidence, copy));
        }

        Guid GivenWith(HttpContext context) => Guid.Parse((string)context.Request.RouteValues[of]!);
    }
}
