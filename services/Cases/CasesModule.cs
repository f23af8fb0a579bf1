namespace Coc.Cases;
