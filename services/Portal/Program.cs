using Coc.Platform;
using Coc.Platform.Health;
using Coc.Portal;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("portal", database: false, broker: false);
builder.AddPortal(settings);

var app = builder.Build();
app.UsePortal();
app.MapHealth();
app.MapGet("/health/ready", () => Results.Ok(new { status = "ready" })); // it has nothing of its own that could be missing
app.MapPages();
await app.RunAsync();
