using Pengcheng.Registry;

await RegistryService.Build(args).RunAsync();
