using Coc.Liaison;
using Coc.Liaison.Features.Importing;
using Coc.Platform;
using Coc.Platform.Maintenance;

if (await OneShot.RunIfAskedAsync(args, "liaison", typeof(Program).Assembly))
{
    return Environment.ExitCode;
}

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("liaison");
builder.AddLiaison(settings);
var app = builder.Build();
if (args is ["import" or "export-directory" or "invite-directory", ..])
{
    return await ImportCommand.RunAsync(app, args);
}

app.UsePlatform();
app.MapLiaison();
await app.RunServiceAsync();
return Environment.ExitCode;
