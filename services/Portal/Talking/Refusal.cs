namespace Coc.Portal.Talking;

/// <summary>What the API answers when it does not do something (RFC 9457).</summary>
/// <param name="Status">of HTTP</param>
/// <param name="Code">stable, such as <c>validation</c></param>
/// <param name="Rule">the rule it follows, such as <c>R40</c></param>
/// <param name="Detail">in words, in English</param>
/// <param name="Errors">by the path of a field in the body</param>
/// <param name="TraceId">for whoever looks into it</param>
public sealed record Refusal(int Status, string? Code, string? Rule = null, string? Detail = null, IReadOnlyDictionary<string, string[]>? Errors = null, string? TraceId = null)
{
    /// <summary>Seconds to wait before trying again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What somebody wrote or chose is at fault, and the form is shown again with the words kept.</summary>
    public bool CanBeMended => Status is StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed
        or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status422UnprocessableEntity or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;
}

/// <summary>The API refused. Where no form is shown again, it becomes a page that says so.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}
