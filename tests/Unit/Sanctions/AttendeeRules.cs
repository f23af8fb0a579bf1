using Coc.Platform.Security;
using System.Text;
using Coc.Platform.Http;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.CheckingAttendees;

namespace Coc.Unit.Sanctions;

/// <summary>Lists of organisers, and what is said of whom (R59).</summary>
public sealed class AttendeeRules
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(4, false, "banned")]
    [InlineData(4, true, "banned")]
    [InlineData(3, true, "banned")]
    [InlineData(3, false, "flagged")]
    [InlineData(2, true, "flagged")]
    [InlineData(1, false, null)]
    public void Somebody_is_kept_out_or_the_committee_is_to_be_asked(int level, bool namesIt, string? word) => AtEvents.WordOf([new AtEvent(level, namesIt)]).ShouldBe(word);

    [Fact]
    public void The_worst_counts_and_nothing_is_said_of_nobody()
    {
        AtEvents.WordOf([new(2, false), new(4, false)]).ShouldBe("banned");
        AtEvents.WordOf([]).ShouldBeNull();
    }

    [Fact]
    public void What_counts_is_what_holds_while_the_event_still_goes_on()
    {
        AtEvents.Window(Day, Day.AddDays(5), Day.AddDays(7)).ShouldBe((Day.AddDays(5), Day.AddDays(7)));
        AtEvents.Window(Day, Day.AddDays(-1), Day.AddDays(1)).ShouldBe((Day, Day.AddDays(1)));
        AtEvents.Window(Day, Day.AddDays(-2), Day).ShouldBe((Day, Day));
        AtEvents.Window(Day, Day.AddDays(-2), Day.AddTicks(-1)).ShouldBeNull();
    }

    [Theory]
    [InlineData("github:skyline-7", null)]
    [InlineData(" GitHub:@Skyline-7. ", null)]
    [InlineData("mastodon:anna@пример.example", "homoglyph")]
    [InlineData("chat:анна", null)]
    [InlineData("chat:Ünal", null)]
    [InlineData("github:skуline-7", "homoglyph")] // a Cyrillic у
    [InlineData("gіthub:skyline-7", "homoglyph")] // a Cyrillic і
    [InlineData("github:ske\u0280ne", "homoglyph")]
    [InlineData("skyline-7", "unknownSyntax")]
    [InlineData("github:", "unknownSyntax")]
    [InlineData(":skyline", "unknownSyntax")]
    [InlineData("github:@", "unknownSyntax")]
    [InlineData("git hub:x", "unknownSyntax")]
    [InlineData("github:sky line", "unknownSyntax")]
    [InlineData("github:sky\u200bline", "unknownSyntax")]
    [InlineData("github:sky\0line", "unknownSyntax")]
    [InlineData("github:\ufffd", "unknownSyntax")]
    public void What_only_looks_like_an_account_is_told(string account, string? wrong) => AccountSyntax.Wrong(account).ShouldBe(wrong);

    [Fact]
    public void Half_a_character_is_none() => AccountSyntax.Wrong("github:sky" + (char)0xd800).ShouldBe("unknownSyntax");

    [Fact]
    public void A_name_without_end_is_none() => AccountSyntax.Wrong("github:" + new string('a', 400)).ShouldBe("tooLong");

    [Fact]
    public async Task One_line_that_cannot_be_read_loses_no_other()
    {
        var list = await ReadAsync("\ufeffAccounts,account\r\ngithub:a;chat:b,github:C\n\n\"github:d\nchat:e\",\nnonsense,\n,\ngithub:f\n\"github:g\",github:\"h\ngіthub:i,");

        list.Lines.Select(l => $"{l.Line} {string.Join(' ', l.Accounts)}").ShouldBe(["2 github:a chat:b github:c", "4 github:d chat:e", "9 github:g github:\"h"]);
        list.Unreadable.ShouldBe([new(6, "unknownSyntax"), new(7, "empty"), new(8, "fields"), new(10, "homoglyph")]);
    }

    [Fact]
    public async Task A_line_names_at_most_twenty_accounts()
    {
        var list = await ReadAsync($"accounts\n{string.Join(' ', Enumerable.Range(0, 20).Select(n => $"chat:a{n}"))}\n{string.Join(' ', Enumerable.Range(0, 21).Select(n => $"chat:a{n}"))}");

        list.Lines.Single().Accounts.Count.ShouldBe(20);
        list.Unreadable.ShouldBe([new(3, "tooMany")]);
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("\n\n", "header")]
    [InlineData("github:skyline-7\n", "header")]
    [InlineData("account,name\n", "header")]
    [InlineData("account,account\n", "header")]
    [InlineData("account\n\"github:a\ngithub:b\n", "lines[2]")]
    public async Task A_list_that_is_none_is_refused_without_repeating_it(string text, string path)
    {
        var problem = (await Should.ThrowAsync<ProblemException>(() => ReadAsync(text))).Problem;

        (problem.Status, problem.Code).ShouldBe((400, "validation"));
        problem.Errors!.Keys.ShouldBe([path]);
        problem.Errors.Values.Single().Single().ShouldNotContain("skyline");
    }

    [Fact]
    public async Task Too_much_is_refused()
    {
        (await Should.ThrowAsync<ProblemException>(() => ReadAsync("account\n" + string.Concat(Enumerable.Repeat("chat:a\n", AttendeeList.MostLines + 1))))).Problem.Errors!.Keys.ShouldBe(["lines"]);
        (await ReadAsync("account\n" + string.Concat(Enumerable.Repeat("chat:a\n", AttendeeList.MostLines)))).Count.ShouldBe(AttendeeList.MostLines);
        (await Should.ThrowAsync<ProblemException>(() => ReadAsync("account\n" + new string('\n', AttendeeList.MostBytes)))).Problem.Status.ShouldBe(413);
        (await Should.ThrowAsync<ProblemException>(() => ReadAsync("account\n\"" + new string('a', CsvRows.LongestRow)))).Problem.Errors!.Keys.ShouldBe(["lines[2]"]);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xff })]
    [InlineData(new byte[] { (byte)'a', 0xc3 })]
    public async Task What_is_not_utf8_is_refused(byte[] file) =>
        (await Should.ThrowAsync<ProblemException>(() => AttendeeList.ReadAsync(new MemoryStream(file), TestContext.Current.CancellationToken))).Problem.Code.ShouldBe("notUtf8");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task It_is_read_the_same_however_it_comes(int chunk)
    {
        const string text = "\ufeffaccount\r\n\"chat:\"\"ü\"\"\"\r\nchat:b\r\n";
        await using var dripping = new Dripping(Encoding.UTF8.GetBytes(text), chunk);

        var list = await AttendeeList.ReadAsync(dripping, TestContext.Current.CancellationToken);

        list.Lines.Select(l => $"{l.Line} {l.Accounts[0]}").ShouldBe(["2 chat:\"ü\"", "3 chat:b"]);
        list.Hash.ShouldBe((await ReadAsync(text)).Hash);
    }

    private static Task<AttendeeList> ReadAsync(string text) => AttendeeList.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

    private sealed class Dripping(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
