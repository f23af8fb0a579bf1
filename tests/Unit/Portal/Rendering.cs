using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Coc.Portal.Languages;
using Coc.Portal.Pages;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Coc.Unit.Portal;

/// <summary>Renders a component as the portal would, and reads what comes out as a browser would.</summary>
internal static class Rendering
{
    /// <param name="parameters">by name</param>
    public static async Task<IDocument> ShowAsync<TComponent>(IDictionary<string, object?>? parameters = null, Visitor? visitor = null) where TComponent : IComponent
    {
        var looking = visitor ?? new Visitor { Path = "page" };
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddLocalization()
            .AddSingleton(looking)
            .AddSingleton(new Assets(new Files()))
            .AddSingleton<AntiforgeryStateProvider, Token>()
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = looking.Language.Culture;
            return (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters ?? new Dictionary<string, object?>()))).ToHtmlString();
        });
        return await new HtmlParser().ParseDocumentAsync(html, TestContext.Current.CancellationToken);
    }

    public static Visitor In(Language language) => new() { Language = language, Base = $"/{language.Code}/", Path = "page" };

    private sealed class Token : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("token-of-this-page", "__RequestVerificationToken");
    }

    /// <summary>Every asset is there; what is in it does not matter here.</summary>
    private sealed class Files : IFileProvider
    {
        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IFileInfo GetFileInfo(string subpath) => new Asset(subpath);

        public Microsoft.Extensions.Primitives.IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }

    private sealed record Asset(string Name) : IFileInfo
    {
        public bool Exists => true;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => default;

        public long Length => 0;

        public string? PhysicalPath => null;

        public Stream CreateReadStream() => new MemoryStream();
    }
}
