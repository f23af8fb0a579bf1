using System.Text;
using Coc.Liaison.Features.Importing;

namespace Coc.Unit.Liaison;

public sealed class ProjectFileTests
{
    private const string Header = "slug,name,maturity,maintainers,employers,largest_employer_share,handling";
    private const string Good = "alpha,Alpha,sandbox,3,2,0.5,own";

    [Theory]
    [InlineData("Beta,Beta,sandbox,3,2,0.5,own", "slug")]
    [InlineData("beta--x,Beta,sandbox,3,2,0.5,own", "slug")]
    [InlineData("alpha,Beta,sandbox,3,2,0.5,own", "slug")]
    [InlineData("beta,,sandbox,3,2,0.5,own", "name")]
    [InlineData("beta,Beta,retired,3,2,0.5,own", "maturity")]
    [InlineData("beta,Beta,sandbox,many,2,0.5,own", "maintainers")]
    [InlineData("beta,Beta,sandbox,-3,2,0.5,own", "maintainers")]
    [InlineData("beta,Beta,sandbox,3,99999999999,0.5,own", "employers")]
    [InlineData("beta,Beta,sandbox,3,2,1.5,own", "largest_employer_share")]
    [InlineData("beta,Beta,sandbox,3,2,\"0,5\",own", "largest_employer_share")]
    [InlineData("beta,Beta,sandbox,3,2,0.5,somebody", "handling")]
    [InlineData("beta,Beta,sandbox,3,2,0.5", "handling")]
    [InlineData("beta,Beta,sandbox,3,2,0.5,own,more", "(beyond the last)")]
    [InlineData("beta,Be\"ta,sandbox,3,2,0.5,own", "(any)")]
    public void A_bad_row_names_its_line_and_column(string row, string column) =>
        Should.Throw<ImportFailure>(() => Read(Header, Good, row)).Message.ShouldStartWith($"projects.csv, line 3, column {column}: ");

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData("slug,name,maturity,maintainers,employers,handling\nalpha,Alpha,sandbox,3,2,own")]
    public void A_file_without_rows_or_columns_is_refused(string text) => Should.Throw<ImportFailure>(() => Read(text));

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them() =>
        Should.Throw<ImportFailure>(() => Read(Header, "alpha,\"Alpha\nof two lines\",sandbox,3,2,0.5,own")).Message.ShouldContain("line 2, column name");

    [Fact]
    public void What_is_not_utf8_names_its_line() =>
        Should.Throw<ImportFailure>(() => ProjectFile.Read([.. Encoding.UTF8.GetBytes(Header + "\nalpha,"), 0xff, 0xfe], "projects.csv")).Message.ShouldContain("line 2");

    [Fact]
    public void Quotes_commas_marks_of_order_and_any_order_of_columns_are_read()
    {
        var rows = ProjectFile.Read([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("name,slug,maturity,maintainers,employers,largest_employer_share,handling\r\n\"Kit, the (k)\",kit,graduated,105,36,0.26,foundation\r\n")], "x.csv");

        rows.Single().ShouldBe(new ProjectRow(2, "kit", "Kit, the (k)", "foundation", new("graduated", 105, 36, 0.26m)));
    }

    private static IReadOnlyList<ProjectRow> Read(params string[] lines) => ProjectFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "projects.csv");
}
