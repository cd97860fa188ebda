// What every page loads: the styles, htmx, and small behaviours that listen on the document.
import "./styles/app.css";
import "./behaviours";
