using System.Collections.Concurrent;
using Coc.Contracts.Channel;

namespace Coc.Integration.Fixtures;

/// <summary>Cases next door, as far as it says whom its cases set aside beside what reports say: nobody, but whom a test names.</summary>
public sealed class CasesNaming
{
    private readonly ConcurrentDictionary<Guid, SetAsideByCase> said = new();

    public CasesNaming(Neighbours neighbours) => neighbours.Answer<SetAsideByCasesQuestion>(
        "POST /internal/cases/set-aside", q => IsSilent ? null : new SetAsideByCasesAnswer([.. q.Things.Select(Of)]));

    /// <summary>True: it has no answer.</summary>
    public bool IsSilent { get; set; }

    /// <summary>A committee found out that the case of this thing is about somebody.</summary>
    public void FoundOut(Guid thing, params IEnumerable<string> accounts) => said[thing] = Of(thing) with { People = [new StatedPerson([.. accounts], null, null)] };

    /// <summary>It is an appeal, and these accounts were asked about the matter before.</summary>
    public void Asked(Guid thing, params IEnumerable<Guid> accounts) => said[thing] = Of(thing) with { Accounts = [.. accounts] };

    private SetAsideByCase Of(Guid thing) => said.GetValueOrDefault(thing, new(thing, [], []));
}
