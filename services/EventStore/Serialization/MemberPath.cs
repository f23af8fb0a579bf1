using System.Globalization;
using System.Text;

namespace Coc.EventStore.Serialization;

/// <summary>The JSON pointer (RFC 6901) of where a walk through a body stands.</summary>
internal sealed class MemberPath
{
    private readonly List<Step> steps = [];

    public void EnterObject() => steps.Add(new Step(null, -1));

    public void EnterArray() => steps.Add(new Step(null, -1) { InArray = true });

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    public void Member(string name) => steps[^1] = new Step(name, -1);

    /// <summary>A value begins here; inside an array it is the next item.</summary>
    public void Value()
    {
        if (steps.Count > 0 && steps[^1].InArray)
        {
            steps[^1] = steps[^1] with { Index = steps[^1].Index + 1 };
        }
    }

    public override string ToString()
    {
        var pointer = new StringBuilder();
        foreach (var step in steps)
        {
            pointer.Append('/');
            if (step.InArray)
            {
                pointer.Append(CultureInfo.InvariantCulture, $"{step.Index}");
            }
            else
            {
                pointer.Append(step.Name!.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
        }

        return pointer.ToString();
    }

    private readonly record struct Step(string? Name, int Index)
    {
        public bool InArray { get; init; }
    }
}
