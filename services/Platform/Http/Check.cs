namespace Coc.Platform.Http;

/// <summary>Collects everything that is wrong with a request, then throws once with all of it.</summary>
public sealed class Check
{
    private readonly Dictionary<string, string[]> errors = [];

    /// <summary>Notes an error at a field path such as <c>subjects[0].accounts</c>.</summary>
    public Check That(bool holds, string path, string otherwise)
    {
        if (!holds)
        {
            errors[path] = errors.TryGetValue(path, out var already) ? [.. already, otherwise] : [otherwise];
        }

        return this;
    }

    /// <summary>A text that must be there and not too long (in characters).</summary>
    public Check Text(string? text, string path, int most) =>
        That(!string.IsNullOrWhiteSpace(text), path, "must not be empty").Optional(text, path, most);

    /// <summary>A text that may be missing.</summary>
    public Check Optional(string? text, string path, int most) => That(text is null || text.Length <= most, path, $"must have at most {most} characters");

    /// <summary>One of a few codes.</summary>
    public Check OneOf(string? code, string path, params string[] codes) =>
        That(code is not null && codes.Contains(code), path, $"must be one of {string.Join(", ", codes)}");

    /// <summary>A list that may be missing.</summary>
    public Check AtMost<T>(IReadOnlyCollection<T>? list, string path, int most) => That((list?.Count ?? 0) <= most, path, $"must have at most {most} entries");

    /// <summary>Throws 400 <c>validation</c> when anything was noted.</summary>
    public void Throw()
    {
        if (errors.Count > 0)
        {
            throw new ProblemException(Problems.Validation(errors));
        }
    }
}
