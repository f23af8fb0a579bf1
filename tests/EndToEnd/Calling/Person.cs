namespace Coc.EndToEnd.Calling;

/// <summary>The person a report is about: made anew for every test, with accounts nobody else has.</summary>
internal sealed record Person(string Name, string GitHub, string Chat)
{
    public IReadOnlyList<string> Accounts => [GitHub, Chat];

    public static Person New(string canary)
    {
        var number = Guid.NewGuid().ToString("N")[..10];
        return new($"Rex {canary} {number}", $"github:{canary}-{number}", $"chat:{canary}.{number}");
    }
}
