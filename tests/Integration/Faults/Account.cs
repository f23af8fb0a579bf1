using System.Text.Json;
using Coc.FaultProcess;

namespace Coc.Integration.Faults;

/// <summary>
/// What the writers were told, kept by somebody who is never killed: this is what the database is held to. An attempt that was acknowledged once is
/// acknowledged for ever; one that was refused may not be there.
/// </summary>
internal sealed class Account
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly List<string> mistakes = [];

    public IReadOnlyCollection<Entry> Entries => entries.Values;

    /// <summary>Answers that no order of events explains, told by the writers themselves.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;

    public int Acknowledged { get; private set; }

    /// <summary>Acknowledged, not by the first answer.</summary>
    public int AfterAll { get; private set; }

    public int Repeats { get; private set; }

    public void Take(string writer, string line)
    {
        var saying = JsonSerializer.Deserialize<Saying>(line)!;
        lock (gate)
        {
            if (!entries.TryGetValue(saying.Attempt.Id, out var entry))
            {
                entries.Add(saying.Attempt.Id, entry = new Entry(saying.Attempt));
            }

            Take(saying, entry, writer);
        }
    }

    /// <summary>Who was killed left these without an answer; its successor tries them again.</summary>
    public IReadOnlyList<Attempt> LeftOpen(string writer)
    {
        lock (gate)
        {
            return [.. entries.Values.Where(e => e.OpenAt == writer && !e.Attempt.Abandoned).Select(e => e.Attempt)];
        }
    }

    private void Take(Saying saying, Entry entry, string writer)
    {
        switch (saying.What)
        {
            case Said.Trying:
                entry.OpenAt = writer;
                entry.Tries++;
                return;
            case Said.Lost:
                // Stays open: nobody knows what became of it.
                Wrong(!saying.Outage, saying, "failed, and no server was away");
                return;
            case Said.Acknowledged:
                Wrong(entry.Refused, saying, "was acknowledged after it had been refused");
                Wrong(entry.Versions is { } before && !before.SequenceEqual(saying.Versions!), saying, "was acknowledged twice, at different versions");
                Wrong(entry.Versions is not null && !saying.Repeated, saying, "was acknowledged before, and written again");
                Repeats += saying.Repeated ? 1 : 0;
                if (entry.Versions is null)
                {
                    Acknowledged++;
                    AfterAll += entry.Tries > 1 ? 1 : 0;
                }

                entry.Versions = saying.Versions;
                break;
            case Said.Refused:
                Wrong(entry.Versions is not null, saying, "was refused after it had been acknowledged");
                entry.Refused = true;
                break;
        }

        entry.OpenAt = null;
    }

    private void Wrong(bool wrong, Saying saying, string what)
    {
        if (wrong)
        {
            mistakes.Add($"{saying.Attempt.Id} {what}: {saying.Error ?? string.Join(',', saying.Versions ?? [])}");
        }
    }

    /// <summary>One attempt and what is known of it.</summary>
    public sealed class Entry(Attempt attempt)
    {
        public Attempt Attempt { get; } = attempt;

        public IReadOnlyList<long>? Versions { get; set; }

        public bool Refused { get; set; }

        public int Tries { get; set; }

        /// <summary>Which writer waits, or waited, for its answer.</summary>
        public string? OpenAt { get; set; }
    }
}
