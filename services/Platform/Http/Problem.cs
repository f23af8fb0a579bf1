using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Coc.Platform.Http;

/// <summary>An error as RFC 9457 with the members of api.md: <c>type, title, status, code, traceId</c>; 400 also <c>errors</c>; 409 also <c>rule</c> and <c>detail</c>.</summary>
public sealed record Problem(int Status, string Code, string Title)
{
    /// <summary>A URI that names the code.</summary>
    public string Type => $"urn:coc:problem:{Code}";

    /// <summary>What to do, in a sentence; never what somebody wrote.</summary>
    public string? Detail { get; init; }

    /// <summary>The rule that refuses: <c>J3</c>, <c>R15</c>, <c>P2</c>, …</summary>
    public string? Rule { get; init; }

    /// <summary>Per field path, what is wrong.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The current version, with code <c>stale</c>.</summary>
    public long? Version { get; init; }

    /// <summary>What the asker is to look at instead, as the call that reads it would show it; with codes that say so.</summary>
    public object? Current { get; init; }

    /// <summary>The W3C trace id, to be quoted to an operator.</summary>
    public string? TraceId { get; init; } = Activity.Current?.TraceId.ToString();

    /// <summary>Seconds after which to try again; becomes the header.</summary>
    [JsonIgnore]
    public int? RetryAfter { get; init; }
}

/// <summary>Ends a request at the edge with a problem. Rules answer with a refusal value, not with this.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    /// <summary>What the client gets.</summary>
    public Problem Problem { get; } = problem;
}

/// <summary>The generic problems of api.md.</summary>
public static class Problems
{
    /// <summary>401, whatever ids the path holds.</summary>
    public static Problem SignInRequired => new(401, "signInRequired", "Please sign in.");

    /// <summary>404, identical for every reason.</summary>
    public static Problem NotFound => new(404, "notFound", "There is nothing here.");

    /// <summary>503: a part that is needed cannot be reached.</summary>
    public static Problem Unavailable => new(503, "unavailable", "This part is not available right now. Nothing was stored; please try again.") { RetryAfter = 2 };

    /// <summary>413.</summary>
    public static Problem TooLarge => new(413, "tooLarge", "The request is too large.");

    /// <summary>415.</summary>
    public static Problem UnsupportedMediaType => new(415, "unsupportedMediaType", "Send the body as application/json.");

    /// <summary>400: not JSON, wrong types, nested too deep, not UTF-8.</summary>
    public static Problem MalformedJson => new(400, "malformedJson", "The body is not the JSON this call expects.");

    /// <summary>400 with the fields.</summary>
    public static Problem Validation(IReadOnlyDictionary<string, string[]> errors) => new(400, "validation", "Some fields need another look.") { Errors = errors };

    /// <summary>400: NUL or unpaired surrogate.</summary>
    public static Problem InvalidText(string path) =>
        new(400, "invalidText", "A text contains characters that cannot be stored.") { Errors = new Dictionary<string, string[]> { [path] = ["contains NUL or half a character"] } };

    /// <summary>429.</summary>
    public static Problem TooManyRequests(int seconds) => new(429, "tooManyRequests", "Too many requests; please wait a little.") { RetryAfter = seconds };

    /// <summary>412: somebody was faster; read again.</summary>
    public static Problem Stale(long version) => new(412, "stale", "This changed since you read it.") { Version = version };

    /// <summary>409 by a rule.</summary>
    public static Problem Refused(string code, string? rule, string detail) => new(409, code, "A rule does not allow this.") { Rule = rule, Detail = detail };

    /// <summary>409: a lost race that the rule does not allow to retry.</summary>
    public static Problem Conflict => new(409, "conflict", "Somebody else changed this at the same moment; please look again.");

    /// <summary>500 without a word of the cause.</summary>
    public static Problem Internal => new(500, "internal", "Something went wrong on our side. Quote the trace id to the operators.");
}
