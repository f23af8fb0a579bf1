namespace Coc.Sanctions.Registry;

/// <summary>Every id under which somebody is known: two persons that were found to be one keep both (R66).</summary>
internal static class Together
{
    /// <summary>The id under which the accounts of <c>$1</c> are found.</summary>
    public const string RootOfFirst = "coalesce((select j.root from app.persons_joined j where j.person = $1), $1)";

    /// <summary>SQL: an array of all ids of these persons.</summary>
    /// <param name="persons">SQL: an array of ids</param>
    public static string With(string persons) =>
        $"""
        array(select t.person from (select coalesce((select j.root from app.persons_joined j where j.person = a), a) as root from unnest({persons}) a) r
              cross join lateral (select r.root as person union all select j.person from app.persons_joined j where j.root = r.root) t)
        """;
}
