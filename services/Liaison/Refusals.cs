using Coc.Liaison.Domain;
using Coc.Platform.Http;

namespace Coc.Liaison;

/// <summary>A rule's refusal as an answer.</summary>
internal static class Refusals
{
    public static ProblemException ToProblem(this Refusal refusal) =>
        new(refusal.Hidden ? Problems.NotFound : Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail));
}
