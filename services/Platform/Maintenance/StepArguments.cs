namespace Coc.Platform.Maintenance;

/// <summary>The words behind a step's name: at most one file, and options that take a value each.</summary>
internal sealed record StepArguments(string? File, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Null when a word is none of these.</summary>
    public static StepArguments? Parse(string[] arguments, params string[] known)
    {
        string? file = null;
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            var word = arguments[i];
            if (known.Contains(word) && i + 1 < arguments.Length && options.TryAdd(word, arguments[i + 1]))
            {
                i++;
            }
            else if (file is null && !word.StartsWith('-'))
            {
                file = word;
            }
            else
            {
                return null;
            }
        }

        return new StepArguments(file, options);
    }

    /// <summary>An option's value, or null.</summary>
    public string? this[string option] => Options.GetValueOrDefault(option);
}
